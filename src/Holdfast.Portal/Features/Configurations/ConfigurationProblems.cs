using Holdfast.Model.Problems;

namespace Holdfast.Portal.Features.Configurations;

/// <summary>Why a configuration is not handed out.</summary>
public static class ConfigurationProblems
{
    public static readonly ProblemKind UnknownProfile = new(
        "HF-1301",
        "No such profile",
        "Choose a profile from the list that you are offered, or ask your administrator to let you use it."
    );

    public static readonly ProblemKind NoCommonProtocol = new(
        "HF-1302",
        "No common VPN protocol",
        "Use an app that speaks one of the protocols of the profile."
    );

    public static readonly ProblemKind DownloadsDisabled = new(
        "HF-1303",
        "Configurations of this kind are switched off",
        "Ask your administrator which way of connecting is meant for you."
    );

    public static readonly ProblemKind TooMany = new(
        "HF-1304",
        "You have as many configurations as you may",
        "Remove one that you no longer use."
    );

    public static readonly ProblemKind KeyInUse = new("HF-1305", "The public key is already in use", "Make a new key.");

    public static readonly ProblemKind PoolExhausted = new(
        "HF-1306",
        "No address is free",
        "Tell your administrator, who can enlarge the pool or remove configurations that nobody uses."
    );

    public static readonly ProblemKind NoNode = new(
        "HF-1307",
        "No node carries this profile at the moment",
        "Try again in a few seconds; the administrator sees the reason on the page of the nodes."
    );

    public static readonly ProblemKind NodeSilent = new(
        "HF-1308",
        "The node did not confirm the configuration in time",
        "Try again; the administrator sees the reason on the page of the nodes."
    );

    public static readonly ProblemKind NodeRefused = new(
        "HF-1309",
        "The node could not make the configuration work",
        "Try again; the administrator sees the reason on the page of the nodes."
    );

    public static readonly ProblemKind MissingParameter = new("HF-1310", "A parameter is missing", "Send it, once.");

    public static readonly ProblemKind BadParameter = new(
        "HF-1311",
        "A parameter has a value that is not allowed",
        "Send a value of the form that the documentation of the client API gives."
    );

    public static readonly ProblemKind AlreadyMade = new(
        "HF-1312",
        "This configuration has been made before",
        "Its key was shown once and is not kept. Remove it and make a new one if you have lost it."
    );

    public static readonly ProblemKind Unknown = new(
        "HF-1313",
        "No such configuration",
        "It may have been removed or have expired; look at the list."
    );

    public static readonly ProblemKind NoAccess = new("HF-1314", "The account is disabled", "Ask your administrator.");

    public static readonly ProblemKind EndedMeanwhile = new(
        "HF-1315",
        "The configuration was ended before it worked",
        "A newer call of the same app took its place, or somebody ended it. Use what the newer call got, or try again."
    );
}
