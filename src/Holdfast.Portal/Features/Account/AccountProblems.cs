using Holdfast.Model.Problems;

namespace Holdfast.Portal.Features.Account;

/// <summary>What can be wrong in the form for passwords, before the password itself is judged.</summary>
public static class AccountProblems
{
    public static readonly ProblemKind NotRepeated = new(
        "HF-1160",
        "The two new passwords differ",
        "Type the same new password twice."
    );

    public static readonly ProblemKind UnknownApp = new(
        "HF-1161",
        "No such app",
        "It may have been removed meanwhile; look at the list."
    );

    public static readonly ProblemKind UnknownBrowser = new(
        "HF-1162",
        "No such browser",
        "It may have been signed out meanwhile; look at the list."
    );
}
