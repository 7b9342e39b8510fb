"""How well each step does its work, as figures that anyone can compute again."""
