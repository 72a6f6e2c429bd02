using Holdfast.Failover.Configuration;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Postgres;

/// <summary>What a configuration means for PostgreSQL on this machine: where everything is, and what it is called.</summary>
internal sealed record PostgresPlan
{
    /// <summary>With which the members speak to each other's server.</summary>
    public const string PairRole = "holdfast_pair";

    /// <summary>Of the portals: the role, and its database.</summary>
    public const string Owner = "holdfast";

    /// <summary>PostgreSQL's administrator, who is not reached over the network.</summary>
    public const string Administrator = "postgres";

    private const string Debian = "/usr/lib/postgresql";

    public required DatabaseMemberConfiguration Self { get; init; }

    public required DatabaseMemberConfiguration Other { get; init; }

    public required DatabaseConfiguration Database { get; init; }

    public required string Folder { get; init; }

    public required string User { get; init; }

    /// <summary>The folder of initdb, postgres and the others.</summary>
    public required string Programs { get; init; }

    public string Data => Path.Combine(Folder, "data");

    /// <summary>What is copied, until it is whole.</summary>
    public string NewData => Path.Combine(Folder, "data.new");

    /// <summary>While this file is there, the data is half rewound and good for nothing.</summary>
    public string RewindMark => Path.Combine(Folder, "rewinding");

    public string Settings => Path.Combine(Folder, "conf");

    public string Sockets => Path.Combine(Folder, "run");

    public string Logs => Path.Combine(Folder, "log");

    /// <summary>What diverged.</summary>
    public string Aside => Path.Combine(Folder, "aside");

    public bool HasData => File.Exists(Path.Combine(Data, "PG_VERSION")) && !File.Exists(RewindMark);

    /// <summary>How a member's standby calls itself, and its slot.</summary>
    public static string NameOf(DatabaseMemberConfiguration member) => $"holdfast_{member.Member}";

    /// <param name="file">Without mistakes, and with a database.</param>
    public static Outcome<PostgresPlan> Of(FailoverFile file)
    {
        var (database, local) = (file.Group.Database!, file.Local.Database ?? new LocalDatabaseConfiguration());
        var programs = local.Programs ?? Newest();
        return programs is null || !File.Exists(Path.Combine(programs, "postgres"))
            ? DatabaseProblems.ProgramsMissing.At("local.database.programs", $"Looked in {programs ?? Debian}.")
            : new PostgresPlan
            {
                Self = database.Members.Single(member => member.Member == file.Local.Member),
                Other = database.Members.Single(member => member.Member != file.Local.Member),
                Database = database,
                Folder = local.Folder,
                User = local.User,
                Programs = programs,
            };
    }

    public string Program(string name) => Path.Combine(Programs, name);

    /// <summary>How PostgreSQL's own programs reach the other member; the password is in a file.</summary>
    public string OtherForPrograms =>
        $"host={Other.Address} port={Other.Port} user={PairRole} dbname=postgres sslmode=require channel_binding=require "
        + $"connect_timeout=3 passfile={Path.Combine(Settings, "pgpass")} application_name={NameOf(Self)}";

    private static string? Newest() =>
        Directory.Exists(Debian)
            ? Directory
                .EnumerateDirectories(Debian)
                .Where(version => int.TryParse(Path.GetFileName(version), out _))
                .OrderByDescending(version =>
                    int.Parse(Path.GetFileName(version), System.Globalization.CultureInfo.InvariantCulture)
                )
                .Select(version => Path.Combine(version, "bin"))
                .FirstOrDefault(programs => File.Exists(Path.Combine(programs, "postgres")))
            : null;
}
