"""One payload of each scheme, made up for these tests."""

from __future__ import annotations

import base64
import json


def _tlv(*values: str) -> str:
    coded = [value.encode() for value in values]
    data = b"".join(bytes((tag, len(v))) + v for tag, v in enumerate(coded, 1))
    return base64.b64encode(data).decode()


def swiss(amount: str = "80.00", information: str = "") -> str:
    """A QR-bill of a bicycle shop to nobody named."""
    lines = ["SPC", "0200", "1", "CH9300762011623852957", "S", "Velo Blitz GmbH", "Gasse", "1"]
    lines += ["3000", "Bern", "CH", *[""] * 7, amount, "CHF", *[""] * 7]
    return "\n".join([*lines, "NON", "", "Reparatur", "EPD", information])


def epc(amount: str = "EUR48.20", iban: str = "DE89370400440532013000") -> str:
    """A credit transfer to a bakery."""
    return "\n".join(
        ["BCD", "002", "1", "SCT", "", "Bäckerei Sommer", iban, amount, "", "", "R-77"]
    )


def rksv(*sums: str, turnover: str = "QUJDREVGRw==") -> str:
    """A receipt of an Austrian register, sums for 20, 10, 13, 0 and 19 percent."""
    return f"_R1-AT1_K7_1001_2026-03-04T09:30:00_{'_'.join(sums)}_{turnover}_1f_c2ln_c2lnbmF0dXI="


def tse(start: str = "2026-03-04T09:30:00.000Z", process: str = "Beleg") -> str:
    """A receipt of a German register: 11.90 at 19 percent, 10.70 at 7."""
    sums = "11.90_10.70_0.00_0.00_0.00"
    return (
        f"V0;K-9;Kassenbeleg-V1;{process}^{sums}^22.60:Bar;5;6;{start};{start};"
        "ecdsa-plain-SHA256;unixTime;c2ln;a2V5"
    )


def atcud(kind: str = "FR", status: str = "N") -> str:
    """A Portuguese lunch at 13 percent."""
    return (
        f"A:501964843*B:999999990*C:PT*D:{kind}*E:{status}*F:20260304*G:{kind} A/9*H:ABCD1234-9"
        "*I1:PT*I5:10.00*I6:1.30*N:1.30*O:11.30*Q:abcd*R:0001"
    )


def afip(**changes: object) -> str:
    """An Argentine invoice of 1500.5 pesos."""
    values = {"ver": 1, "fecha": "2026-03-04", "cuit": 30111111118, "ptoVta": 3, "tipoCmp": 6}
    values |= {"nroCmp": 12, "importe": 1500.5, "moneda": "PES"}
    data = json.dumps({**values, **changes}).encode()
    return f"https://www.arca.gob.ar/fe/qr/?p={base64.b64encode(data).decode()}"


ZATCA = _tlv("متجر", "310122393500003", "2026-03-04T09:30:00Z", "115.00", "15.00")
SPAYD = "SPD*1.0*ACC:CZ6508000000192000145399+GIBACZPX*AM:450.5*CC:CZK*RN:Kolo*X-VS:42*DT:20260320"
HUB3 = "\n".join(
    "HRVHUB30|EUR|000000000004210|ANA|ULICA 1|10000 ZAGREB|VODA d.o.o.|ULICA 2|10000 ZAGREB"
    "|HR1210010051863000160|HR00|55-66|COST|Voda".split("|")
)
VERIFACTU = (
    "https://www2.agenciatributaria.gob.es/wlpl/TIKE-CONT/ValidarQR"
    "?nif=B12345674&numserie=A%2F7&fecha=04-03-2026&importe=60.5"
)
TICKETBAI = (
    "https://batuz.eus/QRTBAI/?id=TBAI-B12345674-040326-abcDEF12345-123&s=T&nf=88&i=9.90&cr=1"
)
FNS = "t=20260304T0930&s=320.00&fn=1234567890123456&i=17&fp=123456789&n=1"
KSEF = "https://qr.ksef.mf.gov.pl/invoice/5265877635/04-03-2026/" + "A" * 43

ZEROS = ("0,00",) * 5
# scheme, to a payload of it, the sum and the day that it states
SAMPLES = {
    "rksv": (rksv("12,00", "1,10", "0,00", "0,00", "0,00"), "13.10", "2026-03-04"),
    "tse": (tse(), "22.60", "2026-03-04"),
    "pt_atcud": (atcud(), "11.30", "2026-03-04"),
    "zatca": (ZATCA, "115.00", "2026-03-04"),
    "verifactu_es": (VERIFACTU, "60.50", "2026-03-04"),
    "ticketbai_es": (TICKETBAI, "9.90", "2026-03-04"),
    "afip_ar": (afip(), "1500.50", "2026-03-04"),
    "fns_ru": (FNS, "320.00", "2026-03-04"),
    "ksef_pl": (KSEF, None, "2026-03-04"),
    "swiss_qr_bill": (swiss(), "80.00", None),
    "epc": (epc(), "48.20", None),
    "spd_cz": (SPAYD, "450.50", None),
    "hub3_hr": (HUB3, "42.10", None),
}
