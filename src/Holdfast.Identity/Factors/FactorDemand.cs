namespace Holdfast.Identity.Factors;

/// <summary>Whose role alone demands a second factor.</summary>
public enum FactorDemand
{
    Nobody,
    Administrators,
    Everybody,
}
