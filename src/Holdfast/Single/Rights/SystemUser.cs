using System.Globalization;

namespace Holdfast.Single.Rights;

/// <summary>A user of this machine.</summary>
internal sealed record SystemUser(string Name, int Uid, int Gid)
{
    public const string PortalName = "holdfast-portal";

    /// <summary>Of the failover agent and of the database that it keeps.</summary>
    public const string FailoverName = "holdfast-failover";

    /// <summary>passwd(5); null: there is none of this name.</summary>
    public static SystemUser? Find(string name, string passwd = "/etc/passwd") =>
        File.ReadLines(passwd)
            .Select(line => line.Split(':'))
            .Where(fields => fields.Length >= 4 && fields[0] == name)
            .Select(fields => new SystemUser(name, Number(fields[2]), Number(fields[3])))
            .FirstOrDefault();

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
