"""Letters that mean something to everybody in a school (RES-9). In small letters."""

TERMS = frozenset(
    (
        "aac", "adhd", "aen", "aet", "agm", "aob", "asc", "asd", "bme", "bsl", "bsp", "bsps", "btec", "camhs", "ceias",
        "ceo", "cfo", "cfr", "cic", "cin", "cla", "cme", "cop", "cp", "cpd", "cpoms", "cwd", "cyp", "dbs", "dcd", "dcs",
        "dfe", "dht", "dla", "dld", "dob", "dsl", "dsls", "dst", "dt", "eal", "ebsa", "ect", "ects", "ehc", "ehcar",
        "ehcna", "ehcnas", "ehcp", "ehcps", "ehe", "ehm", "elsa", "elsas", "ep", "eps", "esol", "ey", "eyfs", "eys",
        "fe", "fsm", "fso", "fte", "fts", "gcse", "gdd", "gdpr", "gld", "gp", "gps", "hi", "hlta", "hltas", "hmi",
        "hnf", "hod", "ht", "iap", "icb", "icp", "ict", "iep", "ieps", "ilp", "ipa", "itt", "jcq", "kcc", "kpi", "ks",
        "la", "lac", "lift", "lmt", "loi", "lsa", "lsas", "mash", "mat", "mats", "mdt", "mfl", "mhst", "mld",
        "msi", "nc", "nct", "nelft", "nhs", "npq", "nqt", "nvq", "ocd", "odd", "ofsted", "ot", "ots", "pa", "pbs",
        "pbsp", "pda", "pe", "pep", "peps", "pex", "pmld", "pp", "ppa", "ppe", "pps", "pru", "prus", "psa", "psc",
        "pshe", "psp", "pspl", "psps", "pta", "pvi", "qts", "ra", "rag", "rpa", "rse", "rshe", "rwi", "salt", "sats",
        "sct", "sdp", "sdq", "sef", "semh", "sen", "senco", "sencop", "sencos", "send", "sendco", "sendcos", "sendiass",
        "sict", "sla", "slas", "slcn", "sld", "slt", "smt", "spld", "sro", "ssp", "sst", "sta", "stls", "ta", "tac",
        "taf", "tas", "tba", "tbc", "tes", "ucas", "vi", "wp", "yot",
    )
)  # fmt: skip
"""What schools and services write in capitals: SEN, EHCP, TA. In a text they name no pupil, whoever is called Sen or Ta."""
SHORT_WORDS = frozenset(
    (
        "ah", "am", "an", "as", "at", "be", "by", "do", "ha", "he", "if", "in", "is", "my", "no", "of", "on", "or",
        "so", "to", "up", "we",
    )
)  # fmt: skip
"""English words of two letters: initials only with a stop behind each letter."""
ABBREVIATIONS = TERMS | SHORT_WORDS | frozenset(
    (
        "aa", "ab", "ac", "ad", "ae", "ag", "ai", "al", "ap", "atm", "bc", "cam", "cc", "cd", "ce", "cv", "da", "dfee", "dm",
        "dv", "ea", "ed", "ee", "eg", "em", "et", "fao", "ft", "fw", "fwd", "fyi", "hm", "ho", "hq", "hr", "id", "ie", "ip", "it",
        "iv", "lea", "ix", "lt", "ma", "md", "me", "mp", "mr", "ms", "mx", "na", "nb", "oa", "od", "oh",
        "ok", "op", "pc", "pd", "pdf", "pf",
        "ph", "pm", "pr", "ps", "psh", "pt", "qa", "qc", "re", "rp", "rsa", "rsvp", "sa", "sat", "si", "sia", "st",
        "sw", "tor", "tv", "uk", "un", "us", "usa", "vat", "vii", "vp", "vs", "xi", "yr",
    )
)  # fmt: skip
"""Never a pupil's initials."""
