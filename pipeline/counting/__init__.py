"""From observations to counts, spectra and floors."""
