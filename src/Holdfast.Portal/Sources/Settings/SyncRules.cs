namespace Holdfast.Portal.Sources.Settings;

/// <summary>How the people here are kept as they are in the source. Also the form of the admin API.</summary>
public sealed record SyncRules
{
    /// <summary>From one look to the next, 1 to 1440; 0: never.</summary>
    public int Minutes { get; init; } = 5;

    /// <summary>False: only who has signed in once is a user here.</summary>
    public bool AddEverybody { get; init; } = true;

    /// <summary>Of the people who are known; when more are gone, nothing is changed and administrators are told. 1 to 100.</summary>
    public int MostVanishedPercent { get; init; } = 50;
}
