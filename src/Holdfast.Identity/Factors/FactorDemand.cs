namespace Holdfast.Identity.Factors;

/// <summary>Whose role alone demands a second factor.</summary>
public enum FactorDemand
{
    Nobody,

    /// <summary>And everybody else whose role is more than that of a user.</summary>
    Administrators,

    Everybody,
}
