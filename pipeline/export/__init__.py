"""What people take away: forms, documents, pictures and tables."""
