"""Tables and filters in, the table behind a chart or list out: plain pandas, no Streamlit, no text for people."""
