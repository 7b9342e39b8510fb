"""Every Dutch sentence, label and number notation on the screen."""
