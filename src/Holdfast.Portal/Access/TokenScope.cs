namespace Holdfast.Portal.Access;

/// <summary>What an API token is for. Stored as the word in lower case.</summary>
public enum TokenScope
{
    /// <summary>Sees all and changes nothing, as an auditor.</summary>
    Read,

    /// <summary>Sees and changes plain users.</summary>
    People,

    /// <summary>Sees and ends sessions.</summary>
    Sessions,

    Profiles,
    Nodes,
    Failover,

    /// <summary>
    /// All but roles, API tokens, sources of people, and people who have more than the role of a user: those are given by people.
    /// </summary>
    Everything,
}
