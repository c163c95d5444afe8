"""Which currencies a code or sign in front of or behind an amount can mean."""

from functools import cache

from babel import Locale

# Signs that several currencies share, and those that people type and CLDR's English doesn't have.
SIGNS = {
    "$": "USD AUD CAD NZD SGD HKD TWD MXN ARS CLP COP UYU NAD BSD BBD BZD JMD TTD FJD XCD LRD SRD GYD BND BMD KYD SBD",
    "us$": "USD", "$us": "USD", "u$s": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "s$": "SGD",
    "r$": "BRL", "dollar": "USD AUD CAD NZD", "dollars": "USD AUD CAD NZD", "euro": "EUR", "euros": "EUR",
    "£": "GBP EGP FKP GIP LBP SHP SYP", "pund": "GBP", "¥": "JPY CNY", "￥": "JPY CNY", "円": "JPY", "元": "CNY",
    "rmb": "CNY", "kr": "DKK NOK SEK ISK", "dkr": "DKK", "d.kr": "DKK", "nkr": "NOK", "skr": "SEK", "ikr": "ISK",
    "kroner": "DKK NOK", "kronor": "SEK", "kronen": "DKK NOK SEK", "zł": "PLN", "zl": "PLN", "rs": "INR PKR LKR NPR",
    "fr": "CHF", "sfr": "CHF", "kč": "CZK", "ft": "HUF", "lei": "RON MDL", "лв": "BGN", "₺": "TRY", "tl": "TRY",
    "₽": "RUB", "руб": "RUB", "₴": "UAH", "฿": "THB", "₦": "NGN", "rm": "MYR", "rp": "IDR", "r": "ZAR", "₸": "KZT",
    "₾": "GEL", "₡": "CRC", "₲": "PYG", "₵": "GHS", "gh₵": "GHS", "s/": "PEN", "ksh": "KES", "৳": "BDT", "₮": "MNT",
    "₼": "AZN", "֏": "AMD",
}  # fmt: skip


@cache
def _known() -> dict[str, frozenset[str]]:
    english = Locale.parse("en")
    known = {str(code).casefold(): frozenset({str(code)}) for code in english.currencies}
    known |= {
        str(sign).casefold().rstrip("."): frozenset({str(code)})
        for code, sign in english.currency_symbols.items()
        if sign != code
    }
    return known | {sign: frozenset(codes.split()) for sign, codes in SIGNS.items()}


def currencies(sign: str) -> frozenset[str]:
    """The codes (ISO 4217) that a sign can mean, in any case and with or without a full stop; empty for none."""
    return _known().get(sign.casefold().rstrip("."), frozenset())
