using Holdfast.Model.Problems;

namespace Holdfast.Portal.Hosting;

/// <summary>Why a portal cannot start.</summary>
public static class StartProblems
{
    public static readonly ProblemKind Port = new(
        "HF-1552",
        "A port is in use or not allowed",
        "Stop the other program, or choose another port."
    );

    public static readonly ProblemKind Home = new(
        "HF-1553",
        "The portal's state folder cannot be used",
        "Give the portal a folder that it may read and write."
    );

    public static readonly ProblemKind NobodyToJoin = new(
        "HF-1554",
        "No portal has served this database yet",
        "Start the first one with ./run or holdfast portal; name its database here."
    );

    public static readonly ProblemKind NotShared = new(
        "HF-1555",
        "Several portals need PostgreSQL",
        "Move the database to a PostgreSQL server with holdfast database move, start the first portal with it, and name it here."
    );
}
