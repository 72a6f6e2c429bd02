using Holdfast.Model.Problems;

namespace Holdfast.Problems;

/// <summary>Why the single server cannot be started. 1520 to 1549.</summary>
internal static class StartProblems
{
    public static readonly ProblemKind NotRoot = new(
        "HF-1520",
        "Not started as root",
        "Start it with sudo ./run; the parts that need no rights give them up at once."
    );

    public static readonly ProblemKind PortInUse = new(
        "HF-1521",
        "The port is in use",
        "Stop the program that has it, or choose another port."
    );

    public static readonly ProblemKind PortTwice = new(
        "HF-1522",
        "Two services were given the same port",
        "Choose another for one of them."
    );

    public static readonly ProblemKind PortInvalid = new("HF-1523", "Not a port", "Choose one from 1 to 65535.");

    public static readonly ProblemKind ToolMissing = new(
        "HF-1524",
        "A program is missing",
        "Install the Debian package named."
    );

    public static readonly ProblemKind LibraryMissing = new(
        "HF-1525",
        "A library is missing",
        "Install the Debian package named."
    );

    public static readonly ProblemKind NoTunnelDevice = new(
        "HF-1526",
        "There is no /dev/net/tun",
        "Load the kernel module with: modprobe tun. In a container, give it the device."
    );

    public static readonly ProblemKind HomeUnusable = new(
        "HF-1527",
        "The state folder cannot be used",
        "Give root the right to read and write it, or set HOLDFAST_HOME to another folder."
    );

    public static readonly ProblemKind HomeForeign = new(
        "HF-1528",
        "The state folder belongs to something else",
        "Set HOLDFAST_HOME to an empty folder, or to one that ./run has made."
    );

    public static readonly ProblemKind AlreadyRuns = new(
        "HF-1529",
        "It already runs with this state folder",
        "Stop the other one, or set HOLDFAST_HOME to another folder."
    );

    public static readonly ProblemKind HostNameInvalid = new(
        "HF-1530",
        "Not a host name",
        "Write the name or address under which clients reach this machine."
    );

    public static readonly ProblemKind RoleFailed = new(
        "HF-1531",
        "A part cannot start",
        "Its log above says why; correct that and start again."
    );

    public static readonly ProblemKind PasswordVisible = new(
        "HF-1532",
        "A password in a command line",
        "Write the connection string into a file that only root may read, and give that with --database-file."
    );

    public static readonly ProblemKind DatabaseTwice = new(
        "HF-1533",
        "The database is named twice",
        "Give one of the two options."
    );

    public static readonly ProblemKind DatabaseFile = new(
        "HF-1534",
        "The file that names the database cannot be used",
        "Write one line into it: sqlite:PATH or a PostgreSQL connection string."
    );

    public static readonly ProblemKind SecretFile = new(
        "HF-1535",
        "The file with the portal's secret cannot be used",
        "Write the line of holdfast portal secret into a file that only root may read: chmod 600 FILE."
    );

    public static readonly ProblemKind SecretMissing = new(
        "HF-1536",
        "A portal that joins others needs their secret",
        "Run holdfast portal secret on the machine of one that runs, and type the line here or name a file with --secret-file."
    );

    public static readonly ProblemKind DatabaseMissing = new(
        "HF-1537",
        "A portal that joins others needs their database",
        "Name it with --database-file, or with --database when its address has no password in it."
    );

    public static readonly ProblemKind NotDeleted = new(
        "HF-1538",
        "This machine is configured already, and was left as it is",
        "Type DELETE, in capitals, when all that was listed may be lost; in a script, add --delete-configuration."
    );
}
