"""Characters that differ in print and not in meaning, and those that nobody sees. Data and nothing else."""

from __future__ import annotations

# The replacements that nearly every edited text needs, as chained `str.replace`: thirty times faster than
# `str.translate` on news copy.
COMMON = (
    ("\u2019", "'"),
    ("\u201c", '"'),
    ("\u201d", '"'),
    ("\u2018", "'"),
    ("\u2014", "-"),
    ("\u2013", "-"),
    ("\u00a0", " "),
)

APOSTROPHES = "\u2018\u2019\u201a\u201b\u2032\u2035\u02bc\u02b9\u02bb\u02bd\u00b4\u2039\u203a\uff40"
QUOTATION_MARKS = "\u201c\u201d\u201e\u201f\u2033\u2036\u00ab\u00bb\u02ba\u301d\u301e\u301f"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\u2e3a\u2e3b"
SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u2800"
NEWLINES = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"

# Marks that are drawn over any letter. Those of one script (Arabic vowels, Indic signs) are letters of that script
# and stay.
MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"

# Printable by Unicode's reckoning and yet invisible: fillers, variation selectors, grapheme joiner.
BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef"

# Controls, zero-width and bidi characters, soft hyphen, word joiner, byte order mark, tags.
UNSEEN = (
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f"
)

LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}

# Cyrillic, Greek and Armenian letters that print like a Latin one.
LOOKALIKES = dict(
    zip(
        "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u051b\u051d\u04bb\u04cf\u0475\u0433"
        "\u043a\u043c\u0442\u043d\u0432\u043f\u0438\u044c\u0454\u0451\u0457"
        "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0423\u0406\u0408\u0405\u0417\u04c0\u0500"
        "\u03b1\u03bf\u03bd\u03c1\u03b9\u03ba\u03c4\u03c5\u03c7\u03b5\u03b7\u03c9\u03c3\u03f2\u03f3\u03b3"
        "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7"
        "\u0585\u057d\u0578\u0570\u0569\u0581\u0261\u0251\u0131\u1d0f\u0261\u026a",
        "aeopcyxijsdqwhlvrkmthbnubeeiABEKMHOPCTXYIJS3IDaovpiktuxenwocjyABEZHIKMNOPTYXounhpggaiogi",
        strict=True,
    )
)
