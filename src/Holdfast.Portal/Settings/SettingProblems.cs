using Holdfast.Model.Problems;

namespace Holdfast.Portal.Settings;

/// <summary>What can be wrong with the settings that all portals share. 1460 to 1469.</summary>
public static class SettingProblems
{
    public static readonly ProblemKind Unknown = new(
        "HF-1460",
        "No such setting",
        "Use one of those that the list of settings shows."
    );

    public static readonly ProblemKind BadDuration = new(
        "HF-1461",
        "Not a duration",
        "Write whole numbers with d, h, m or s behind, the larger unit first, such as 90d or 1h30m."
    );

    public static readonly ProblemKind BadNumber = new(
        "HF-1462",
        "Not a whole number",
        "Write digits only, such as 3."
    );

    public static readonly ProblemKind OutOfRange = new(
        "HF-1463",
        "Setting out of range",
        "Choose a value in the range that is named."
    );

    public static readonly ProblemKind BadIssuer = new(
        "HF-1464",
        "Issuer not allowed",
        "Use an address such as https://vpn.example.org, without user, query and fragment, or leave it empty."
    );

    public static readonly ProblemKind Twice = new("HF-1465", "Setting given twice", "Give each setting once.");
}
