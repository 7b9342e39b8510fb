"""Reading whatever people send: files in, conversations and bouwstenen with their places out."""
