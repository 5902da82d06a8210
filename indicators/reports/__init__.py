"""The app's public face: report models, and the builders that fill them."""

from indicators.models import Indicator

NoIndicator = Indicator.DoesNotExist

__all__ = ["NoIndicator"]
