"""Names of the months in the languages that SparkLink reads, folded, with the usual short forms."""

from __future__ import annotations

# Two lines a language, six months each; spellings of one month are parted by a stroke.
_NAMES = """
january|jan february|feb march|mar april|apr may june|jun
july|jul august|aug september|sept|sep october|oct november|nov december|dec
januar|janner|jan februar|feber|feb marz|maerz|mrz april|apr mai juni|jun
juli|jul august|aug september|sept|sep oktober|okt november|nov dezember|dez
janvier|janv fevrier|fevr|fev mars avril|avr mai juin
juillet|juil aout septembre|sept octobre|oct novembre|nov decembre|dec
gennaio|gen febbraio|feb marzo|mar aprile|apr maggio|mag giugno|giu
luglio|lug agosto|ago settembre|set ottobre|ott novembre|nov dicembre|dic
enero|ene febrero|feb marzo|mar abril|abr mayo junio|jun
julio|jul agosto|ago septiembre|setiembre|sep octubre|oct noviembre|nov diciembre|dic
janeiro|jan fevereiro|fev marco|mar abril|abr maio|mai junho|jun
julho|jul agosto|ago setembro|set outubro|out novembro|nov dezembro|dez
januari|jan februari|feb maart|mrt april|apr mei juni|jun
juli|jul augustus|aug september|sep oktober|okt november|nov december|dec
stycznia|styczen|sty lutego|luty|lut marca|marzec|mar kwietnia|kwiecien|kwi maja|maj czerwca|czerwiec|cze
lipca|lipiec|lip sierpnia|sierpien|sie wrzesnia|wrzesien|wrz pazdziernika|pazdziernik|paz listopada|listopad|lis grudnia|grudzien|gru
ledna|leden unora|unor brezna|brezen dubna|duben kvetna|kveten cervna|cerven
cervence|cervenec srpna|srpen zari rijna|rijen listopadu prosince|prosinec
januari|jan februari|feb mac april|apr mei|mei jun|jun
julai|jul ogos|ogo september|sep oktober|okt november|nov disember|dis
"""

MONTHS: dict[str, int] = {
    spelling: 1 + place % 12
    for place, month in enumerate(_NAMES.split())
    for spelling in month.split("|")
}
