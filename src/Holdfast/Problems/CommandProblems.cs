using Holdfast.Model.Problems;

namespace Holdfast.Problems;

/// <summary>What can be wrong with a command. 1501 to 1519.</summary>
internal static class CommandProblems
{
    public static readonly ProblemKind Arguments = new(
        "HF-1501",
        "The command line makes no sense",
        "Add --help to see what may be written."
    );

    public static readonly ProblemKind NotRunning = new(
        "HF-1502",
        "No portal runs here",
        "Start it with ./run, or set HOLDFAST_HOME to the state folder of the one that runs."
    );

    public static readonly ProblemKind SocketForbidden = new(
        "HF-1503",
        "The administration's socket may not be opened",
        "Run the command as root."
    );

    public static readonly ProblemKind NoAnswer = new(
        "HF-1504",
        "The portal gave no answer that makes sense",
        "See the portal's log; if the two are of different versions, restart it."
    );

    public static readonly ProblemKind PasswordsDiffer = new("HF-1505", "The two passwords differ", "Try again.");

    public static readonly ProblemKind NoPassword = new(
        "HF-1506",
        "There is no password",
        "Write it to the standard input and add --password-stdin, or run the command on a terminal."
    );

    public static readonly ProblemKind BadRemote = new(
        "HF-1508",
        "The portal over the network cannot be asked like this",
        "Give --portal https://…, --token-file with an API token's file, and --ca-file where its authority is not known here."
    );

    public static readonly ProblemKind NotReached = new(
        "HF-1509",
        "The portal is not reached",
        "Check the address, and that nothing between here and there drops the connection."
    );

    public static readonly ProblemKind NotTrusted = new(
        "HF-1510",
        "The portal's certificate is not trusted",
        "Name the file of its authority with --ca-file; on the portal's machine it is ca.pem in the state folder."
    );

    public static readonly ProblemKind FileUnusable = new(
        "HF-1507",
        "The file cannot be used",
        "Check its name, its rights and what it holds."
    );
}
