"""rode-draden: from submitted conversations to themes that keep their identity and prove every quote."""
