namespace Holdfast.Identity.Factors;

/// <summary>What stands between a session that began with a password and the portal.</summary>
public enum FactorNeed
{
    Nothing,

    /// <summary>There is a second factor, and it was not proven yet.</summary>
    Prove,

    /// <summary>A second factor is required, and there is none.</summary>
    Enrol,
}
