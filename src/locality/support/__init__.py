"""The register of support that schools offer one another, and what comes of it: asked for, given, recorded (RES-6)."""
