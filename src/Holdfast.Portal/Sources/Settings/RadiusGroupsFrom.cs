namespace Holdfast.Portal.Sources.Settings;

/// <summary>Which attribute of the answer names the groups of a person, one in each.</summary>
public enum RadiusGroupsFrom
{
    FilterId,
    Class,

    /// <summary>No groups are taken over.</summary>
    Nowhere,
}
