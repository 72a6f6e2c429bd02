using Holdfast.Model.Problems;

namespace Holdfast.Mesh;

/// <summary>What can be wrong with a mesh. HF-2500 to HF-2599.</summary>
public static class MeshProblems
{
    public static readonly ProblemKind HomeUnusable = new(
        "HF-2501",
        "The state folder of the mesh cannot be used",
        "Make sure that the folder is there, that the process may write to it, and that the disk is not full."
    );

    public static readonly ProblemKind AlreadyRuns = new(
        "HF-2502",
        "A mesh host runs with this state folder already",
        "Stop it first, or choose another folder with --home."
    );

    public static readonly ProblemKind StateDamaged = new(
        "HF-2503",
        "A file of the mesh host is damaged",
        "Put the file back from a backup, or move the whole state folder aside: the host then comes back as another one."
    );

    public static readonly ProblemKind Option = new(
        "HF-2504",
        "An option of the mesh makes no sense",
        "Correct it; docs/operations/mesh.md lists all options and their ranges."
    );

    public static readonly ProblemKind NoDevice = new(
        "HF-2505",
        "The WireGuard device of the mesh cannot be made",
        "The process needs CAP_NET_ADMIN, and the kernel's WireGuard or the program wireguard-go; IPv6 must not be switched off."
    );

    public static readonly ProblemKind NoSocket = new(
        "HF-2506",
        "A socket of the mesh cannot be opened",
        "Make sure that nothing else listens there, or choose another port with --listen."
    );

    public static readonly ProblemKind NotRunning = new(
        "HF-2507",
        "No mesh host answers here",
        "Start it with \"holdfast mesh\", or name its state folder with --home."
    );

    public static readonly ProblemKind Refused = new(
        "HF-2508",
        "The mesh host refused the command",
        "The detail says why; \"holdfast mesh claims\" shows who claims what."
    );
}
