using Holdfast.Model.Problems;

namespace Holdfast.Failover.Witnessing;

/// <summary>What can be wrong with a witness. HF-2080 to HF-2099.</summary>
public static class WitnessProblems
{
    public static readonly ProblemKind FileUnusable = new(
        "HF-2080",
        "The witness's configuration cannot be read",
        "Make sure that witness.json is in the state folder and that the witness may read it."
    );

    public static readonly ProblemKind NotUnderstood = new(
        "HF-2081",
        "The witness's configuration is not understood",
        "Correct the named place; docs/operations/failover.md shows a whole file."
    );

    public static readonly ProblemKind GroupsWrong = new(
        "HF-2082",
        "The groups of the witness are wrong",
        "Name 1 to 256 groups, each once, with the id and the keys of their own configuration: ids 1 to 255, 32 to 64 bytes as base64."
    );

    public static readonly ProblemKind CannotListen = new(
        "HF-2083",
        "The witness cannot listen",
        "Make sure that the address is this machine's and that no other program has the UDP port."
    );

    public static readonly ProblemKind HomeUnusable = new(
        "HF-2084",
        "The witness's state folder cannot be used",
        "Make sure that the folder is there, that the witness may write to it, and that the disk is not full."
    );

    public static readonly ProblemKind AlreadyRuns = new(
        "HF-2085",
        "A witness runs with this state folder already",
        "Stop it first, or choose another folder."
    );

    public static readonly ProblemKind GrantDamaged = new(
        "HF-2086",
        "A file of the witness is damaged",
        "Look on the members for the highest epoch of the unit, write \"MEMBER TERM 60000\" into the file with that member and term, and start the witness again."
    );

    public static readonly ProblemKind DoesNotAnswer = new(
        "HF-2087",
        "The witness does not answer",
        "Start it with \"holdfast witness\", let UDP to its port through, and make sure that witness.json has this group's id and key."
    );
}
