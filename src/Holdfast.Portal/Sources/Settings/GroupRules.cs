using Holdfast.Data.Users;

namespace Holdfast.Portal.Sources.Settings;

/// <summary>What the groups of a source mean here. Also the form of the admin API.</summary>
public sealed record GroupRules
{
    /// <summary>Groups that have another name here.</summary>
    public IReadOnlyList<GroupName> Map { get; init; } = [];

    /// <summary>False: groups that are not in <see cref="Map"/> keep their name, if it is one here.</summary>
    public bool OnlyMapped { get; init; }

    /// <summary>Whose members are more than users. The highest role counts.</summary>
    public IReadOnlyList<GroupRole> Roles { get; init; } = [];
}

/// <param name="From">Name or distinguished name of the group in the source.</param>
/// <param name="To">The group here.</param>
public sealed record GroupName(string From, string To);

/// <param name="From">Name or distinguished name of the group in the source.</param>
public sealed record GroupRole(string From, Role Role);
