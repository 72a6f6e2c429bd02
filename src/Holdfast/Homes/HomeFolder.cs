namespace Holdfast.Homes;

/// <summary>
/// The state folder of the single server: <c>HOLDFAST_HOME</c>, or <c>var</c> in the checkout. An installed Holdfast has
/// <c>/var/lib/holdfast</c>.
/// </summary>
/// <param name="Path">Absolute.</param>
/// <param name="Shown">As a person in the checkout would write it.</param>
internal sealed record HomeFolder(string Path, string Shown)
{
    private const string Variable = "HOLDFAST_HOME";
    private const string Installed = "/var/lib/holdfast";

    /// <summary>Of both ends of the single server, and of its programs' sockets.</summary>
    public string Run => At("run");

    public string AdminSocket => At("run/admin.sock");

    public string LinkSocket => At("run/link.sock");

    public string Portal => At("portal");

    public string Node => At("node");

    public string Failover => At("failover");

    /// <summary>Of the PostgreSQL that a failover group keeps.</summary>
    public string Database => At("database");

    public string Witness => At("witness");

    public string Mesh => At("mesh");

    /// <summary>The administrator's certificate with its key, while the server runs.</summary>
    public string Certificate => At("certificate.pem");

    public string Ready => At("ready.json");

    public static HomeFolder Find() =>
        Find(
            Environment.GetEnvironmentVariable(Variable),
            CheckoutOf(AppContext.BaseDirectory),
            Environment.CurrentDirectory
        );

    /// <param name="wanted">The variable's value; null or empty: not set.</param>
    /// <param name="checkout">Null: there is none, this is an installation.</param>
    public static HomeFolder Find(string? wanted, string? checkout, string current)
    {
        if (string.IsNullOrEmpty(wanted))
        {
            return checkout is null ? new(Installed, Installed) : new(System.IO.Path.Combine(checkout, "var"), "var");
        }
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(wanted, current));
        return new(full, System.IO.Path.IsPathRooted(wanted) || checkout is null ? full : Near(checkout, full));
    }

    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A file in the folder as a person would write it.</summary>
    public string Show(string name) => System.IO.Path.Combine(Shown, name);

    private static string Near(string checkout, string full)
    {
        var relative = System.IO.Path.GetRelativePath(checkout, full);
        return relative.StartsWith("..", StringComparison.Ordinal) ? full : relative;
    }

    private static string? CheckoutOf(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(at.FullName, "Holdfast.slnx")))
            {
                return at.FullName;
            }
        }
        return null;
    }
}
