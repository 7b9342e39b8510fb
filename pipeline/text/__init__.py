"""Dutch text: masking of personal data, and tokens with lemmas."""
