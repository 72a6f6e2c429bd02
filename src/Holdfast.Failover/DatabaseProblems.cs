using Holdfast.Model.Problems;

namespace Holdfast.Failover;

/// <summary>What can be wrong with the database of a pair. HF-2060 to HF-2079.</summary>
public static class DatabaseProblems
{
    public static readonly ProblemKind NoPair = new(
        "HF-2060",
        "The group cannot keep this database",
        "A database is kept by a group of exactly two members with authentication \"enforce\"; give each an address of its own, and name one of the units. See docs/operations/database-pair.md."
    );

    public static readonly ProblemKind PasswordWrong = new(
        "HF-2061",
        "A password of the database is not usable",
        "Use what \"head -c 24 /dev/urandom | base64\" prints: 16 to 200 letters, digits and + / = - _."
    );

    public static readonly ProblemKind FolderWrong = new(
        "HF-2062",
        "The database's folder or user is not usable",
        "Name an absolute folder of at most 80 plain characters on a disk with space, and a system user such as postgres."
    );

    public static readonly ProblemKind ProgramsMissing = new(
        "HF-2063",
        "PostgreSQL's programs are not there",
        "Install the package postgresql-15 on both members, or name the folder of initdb and postgres in local.database.programs."
    );

    public static readonly ProblemKind MemoryDamaged = new(
        "HF-2064",
        "The file that says how the database stands is damaged",
        "Look at the other member: when its database is the primary, remove the file and the data folder here, and this member copies everything anew; otherwise ask for help before anything is removed."
    );

    public static readonly ProblemKind NotReachable = new(
        "HF-2065",
        "The other member's database is not reached",
        "Start its agent, and let TCP to its port through between the members; the passwords in failover.json are the same on both."
    );

    public static readonly ProblemKind VersionsDiffer = new(
        "HF-2066",
        "The members have different versions of PostgreSQL",
        "Install the same major version on both; the standby cannot follow otherwise."
    );

    public static readonly ProblemKind GrantTooShort = new(
        "HF-2068",
        "The standby's grant ends before a takeover",
        "Raise group.database.grantMilliseconds to what the detail says, or shorten what makes a takeover slow: group.intervalMilliseconds, group.witness.leaseMilliseconds, the test of group.reachable. When the standby dies, writes wait for about as long as a grant."
    );

    public static readonly ProblemKind NoRoom = new(
        "HF-2069",
        "The disk has little room for the database",
        "Make room, choose a folder on another disk in local.database.folder, or lower group.database.keptMegabytes."
    );

    public static readonly ProblemKind NotInStep = new(
        "HF-2067",
        "The database is degraded",
        "What is written now is on one machine only; look why the standby does not follow: \"holdfast failover status\" shows it."
    );

    public static readonly ProblemKind KeptUnreadable = new(
        "HF-2071",
        "The file that says which database is kept cannot be read",
        "Copy database.json from a backup of the agent's state folder, or set the machine up as standby again."
    );

    public static readonly ProblemKind NoUser = new(
        "HF-2072",
        "There is no system user for the database",
        "PostgreSQL refuses root: start with ./run, which makes the user holdfast-failover, from a folder that this user can read."
    );

    public static readonly ProblemKind StillKept = new(
        "HF-2073",
        "The group keeps the database of this installation",
        "Without the group nobody would say which machine's database is the right one. Move the database elsewhere first (backup, then restore), stop the server, and take database.json out of the agent's state folder."
    );
}
