"""The settings of an installation for real people: nothing missing, nothing wrong."""

REAL = {
    "LOCALITY_SECRET_KEY": "u9Vw3mQ7tYb2LrZ5xKc8NfHd4GsJp6AeRiToUyWq1MnBvCx0Dg7hEk",
    "LOCALITY_DATABASE_URL": "postgres://locality:word@db.council.example/locality",
    "LOCALITY_HOSTS": "locality.council.example",
    "LOCALITY_BASE_URL": "https://locality.council.example",
    "LOCALITY_FROM_EMAIL": "Locality <locality@council.example>",
    "LOCALITY_TRUSTED_PROXIES": "1",
}
