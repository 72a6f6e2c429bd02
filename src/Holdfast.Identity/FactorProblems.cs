using Holdfast.Model.Problems;

namespace Holdfast.Identity;

/// <summary>What can be wrong with second factors and what goes with them: HF-2201 to HF-2299.</summary>
public static class FactorProblems
{
    public static readonly ProblemKind WrongCode = new(
        "HF-2201",
        "The code is not right",
        "Type the code that the app shows now; each one works once. If it stays wrong, set the clock of the phone."
    );

    public static readonly ProblemKind WrongRecoveryCode = new(
        "HF-2202",
        "The recovery code is not right",
        "Type one that was not used yet; letters and digits only matter. The administrator can reset your second factors."
    );

    public static readonly ProblemKind TooManyCodes = new(
        "HF-2203",
        "There were too many wrong codes",
        "Wait and try again, or use a passkey."
    );

    public static readonly ProblemKind PasskeyRefused = new(
        "HF-2204",
        "The passkey was not accepted",
        "Try again, with a passkey that you made for this service; or sign in another way."
    );

    public static readonly ProblemKind TooLate = new("HF-2205", "The page was open for too long", "Do it once more.");

    public static readonly ProblemKind NoPasskeysHere = new(
        "HF-2206",
        "Passkeys do not work at this address",
        "They need a host name; open the portal under its name."
    );

    public static readonly ProblemKind BadPasskeyName = new(
        "HF-2207",
        "The name of the passkey is empty or too long",
        "Choose one with 1 to 60 characters."
    );

    public static readonly ProblemKind TooManyPasskeys = new(
        "HF-2208",
        "There are as many passkeys as there may be",
        "Remove one that you no longer use."
    );

    public static readonly ProblemKind AppThere = new(
        "HF-2209",
        "There is an authenticator app already",
        "Remove it first."
    );

    public static readonly ProblemKind LastFactor = new(
        "HF-2210",
        "This is your last second factor, and you must have one",
        "Add another one first."
    );

    public static readonly ProblemKind NoSuchFactor = new(
        "HF-2211",
        "No such second factor",
        "It may have been removed meanwhile; look at the list."
    );

    public static readonly ProblemKind NoFactor = new(
        "HF-2212",
        "There is no second factor yet",
        "Add an authenticator app or a passkey first."
    );

    public static readonly ProblemKind LinkVoid = new(
        "HF-2213",
        "The link does not work",
        "It works once and for a day; ask the administrator for another one."
    );

    public static readonly ProblemKind NeededForProfile = new(
        "HF-2214",
        "This connection needs a second factor",
        "Sign in to the portal with your second factor, and approve the app or set up the device there."
    );

    public static readonly ProblemKind BadDemand = new(
        "HF-2215",
        "Not one of the choices",
        "Choose nobody, administrators or everybody."
    );

    public static readonly ProblemKind BadGroups = new(
        "HF-2216",
        "Not a list of groups",
        "Give names of groups: 1 to 64 letters, digits, dots, hyphens or underscores each, at most 100."
    );
}
