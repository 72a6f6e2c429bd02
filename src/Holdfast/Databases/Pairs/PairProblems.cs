using Holdfast.Model.Problems;

namespace Holdfast.Databases.Pairs;

/// <summary>What can be wrong with a database that two machines keep. 1580 to 1589.</summary>
internal static class PairProblems
{
    public static readonly ProblemKind NoGroup = new(
        "HF-1580",
        "This machine shares no address with a standby yet",
        "Set the second machine up with ./run setup standby --database, paste its code on the page Nodes, and commit both machines and an address on the page Failover."
    );

    public static readonly ProblemKind NamedByHand = new(
        "HF-1581",
        "The server's database was named at its start",
        "Start it without --database and --database-file: only the SQLite file in the state folder can be moved by itself. Move any other by backup and restore."
    );

    public static readonly ProblemKind LineUnreadable = new(
        "HF-1582",
        "That is not the line of a pair",
        "Run ./holdfast failover database secret on the first machine, and copy the whole line that it prints."
    );

    public static readonly ProblemKind LineMissing = new(
        "HF-1583",
        "A standby of the database needs the secret of the pair",
        "Run ./holdfast failover database secret on the first machine, and type the line here or name a file with --secret-file."
    );

    public static readonly ProblemKind NotPrimary = new(
        "HF-1584",
        "The new database is not there in time",
        "See ./holdfast failover status; the server goes on with the database that it had. Then run ./run setup database again."
    );

    public static readonly ProblemKind InUse = new(
        "HF-1585",
        "The database of the pair is in use already",
        "Nothing was changed. If the note database-moved was deleted by mistake, make it again; to go back to the file for good, stop the server and take failover/database.json away on both machines."
    );

    public static readonly ProblemKind NoFolder = new(
        "HF-1586",
        "The database's settings cannot be stored",
        "Check the rights of the state folder and the space on its disk."
    );

    public static readonly ProblemKind WrongMachine = new(
        "HF-1587",
        "This machine is no server",
        "Run it on the first machine, where ./run runs; the second needs ./run setup standby --database only."
    );
}
