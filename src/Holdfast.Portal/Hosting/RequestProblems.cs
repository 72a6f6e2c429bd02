using Holdfast.Model.Problems;

namespace Holdfast.Portal.Hosting;

/// <summary>What can be wrong with a request before anything is done.</summary>
public static class RequestProblems
{
    public static readonly ProblemKind NotFound = new(
        "HF-1401",
        "There is nothing at this address",
        "Check the address."
    );

    public static readonly ProblemKind WrongMethod = new(
        "HF-1402",
        "The method is not allowed here",
        "Use one of those in the answer's Allow header."
    );

    public static readonly ProblemKind TooLarge = new("HF-1403", "The request is too large", "Send less.");

    public static readonly ProblemKind NotUnderstood = new(
        "HF-1404",
        "The request cannot be understood",
        "Send it in the form that the documentation gives."
    );

    public static readonly ProblemKind Unexpected = new(
        "HF-1405",
        "Something went wrong here",
        "Try again; if it stays, give the administrator the time and this number, the log has the cause."
    );

    public static readonly ProblemKind Unavailable = new(
        "HF-1406",
        "The database cannot be reached at the moment",
        "Try again in a few seconds. Existing connections go on."
    );

    public static readonly ProblemKind StaleForm = new(
        "HF-1407",
        "The form is no longer valid",
        "Go back, load the page again and send the form once more."
    );

    public static readonly ProblemKind NoChanges = new(
        "HF-1409",
        "The database takes no changes at the moment",
        "Try again in a few seconds; connected people stay connected."
    );

    public static readonly ProblemKind Forbidden = new(
        "HF-1408",
        "This is not open to you",
        "Sign in as somebody who may do it."
    );
}
