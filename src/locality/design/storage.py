"""Where styles, scripts and pictures are served from."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Each file under the hash of what is in it, also where a script imports another: a browser asks for none twice."""

    support_js_module_import_aggregation = True
