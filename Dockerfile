# Two stages: the first installs and collects, the second runs. No secret is needed to build.
FROM docker.io/library/python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /build
RUN python3 -m venv /opt/sparklink
COPY requirements/base.txt requirements/base.txt
RUN /opt/sparklink/bin/python -m pip install --require-hashes -r requirements/base.txt
COPY pyproject.toml README.md LICENSE ./
COPY src src
RUN /opt/sparklink/bin/python -m pip install --no-deps --no-build-isolation . \
    && SPARKLINK_STATIC=/opt/static /opt/sparklink/bin/python -m django collectstatic \
        --settings paperless_firefly.review.web.collecting --noinput --verbosity 0 \
    && /opt/sparklink/bin/python -m whitenoise.compress --quiet /opt/static \
    && /opt/sparklink/bin/python -m compileall -q /opt/sparklink/lib \
    && /opt/sparklink/bin/python -m pip uninstall --quiet --yes pip

FROM docker.io/library/python:3.13-slim
# curl and ps: people look after containers with them
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends curl procps \
    && rm -rf /var/lib/apt/lists/*
# any user may run it, whoever owns the volume: the folder is a copy of this one at first
RUN mkdir --mode=1777 /data
COPY --from=build /opt/sparklink /opt/sparklink
COPY --from=build /opt/static /opt/static
COPY --chmod=755 docker/entrypoint.sh /usr/local/bin/entrypoint.sh
ENV PATH=/opt/sparklink/bin:$PATH \
    HOME=/tmp \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    SPARKLINK_DATA=/data \
    SPARKLINK_STATIC=/opt/static \
    SPARKLINK_HOST=0.0.0.0
WORKDIR /data
VOLUME /data
USER 10001:10001
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["sh", "-c", "curl --fail --silent --show-error --max-time 4 http://127.0.0.1:${PORT:-8080}/healthz"]
ENTRYPOINT ["/usr/local/bin/entrypoint.sh"]
CMD ["server"]
