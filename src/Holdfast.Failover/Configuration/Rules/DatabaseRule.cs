using System.Net;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Configuration.Rules;

/// <summary>What the configuration of a database must keep to.</summary>
internal sealed class DatabaseRule : IGroupRule
{
    private const int ShortestPassword = 16;
    private const int LongestPassword = 200;

    public IEnumerable<Problem> Check(FailoverFile file) =>
        file.Group.Database is { } database
            ?
            [
                .. Members(file.Group, database),
                .. Unit(file.Group, database),
                .. Secrets(database),
                .. Numbers(file, database),
                .. Local(file.Local.Database),
            ]
            : [];

    private static IEnumerable<Problem> Members(GroupConfiguration group, DatabaseConfiguration database)
    {
        var members = group.Members.Select(member => member.Id).Order();
        if (
            group.Members.Count != 2
            || !database.Members.Select(member => member.Member).Order().SequenceEqual(members)
        )
        {
            yield return DatabaseProblems.NoPair.At(
                "group.database.members",
                "Each of the group's two members stands here once."
            );
        }

        for (var i = 0; i < database.Members.Count; i++)
        {
            var (one, where) = (database.Members[i], $"group.database.members[{i}]");
            if (one.Port is < 1 or > 65535)
            {
                yield return ConfigurationProblems.NumberWrong.At($"{where}.port", "A port is 1 to 65535.");
            }

            if (
                IsVirtual(group, one.Address)
                || database.Members.Take(i).Any(other => other.Address.Equals(one.Address))
            )
            {
                yield return DatabaseProblems.NoPair.At(
                    $"{where}.address",
                    $"{one.Address} is a virtual one, or stands twice."
                );
            }
        }
    }

    private static bool IsVirtual(GroupConfiguration group, IPAddress address) =>
        group.Units.SelectMany(unit => unit.Addresses).Any(one => one.Address.Equals(address));

    private static IEnumerable<Problem> Unit(GroupConfiguration group, DatabaseConfiguration database)
    {
        if (group.Units.All(unit => unit.Vrid != database.Unit))
        {
            yield return DatabaseProblems.NoPair.At("group.database.unit", $"No unit has the vrid {database.Unit}.");
        }

        // Without trailers nobody hears who has which epoch, and what was acknowledged.
        if (group.Authentication != Heartbeat.AuthenticationMode.Enforce)
        {
            yield return DatabaseProblems.NoPair.At("group.authentication", "It is not enforce.");
        }
    }

    private static IEnumerable<Problem> Secrets(DatabaseConfiguration database)
    {
        if (!IsSecret(database.Password))
        {
            yield return DatabaseProblems.PasswordWrong.At("group.database.password", "");
        }

        if (!IsSecret(database.ReplicationPassword))
        {
            yield return DatabaseProblems.PasswordWrong.At("group.database.replicationPassword", "");
        }
    }

    /// <summary>It stands in files with quoting rules of their own; what needs no quoting is safe in all of them.</summary>
    private static bool IsSecret(string text) =>
        text.Length is >= ShortestPassword and <= LongestPassword
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '+' or '/' or '=' or '-' or '_');

    private static IEnumerable<Problem> Numbers(FailoverFile file, DatabaseConfiguration database)
    {
        if (database.GrantMilliseconds is < 500 or > 60_000)
        {
            yield return ConfigurationProblems.NumberWrong.At(
                "group.database.grantMilliseconds",
                $"{database.GrantMilliseconds} is not 500 to 60000."
            );
        }

        if (database.KeptMegabytes is < 64 or > 1_048_576)
        {
            yield return ConfigurationProblems.NumberWrong.At("group.database.keptMegabytes", "It is 64 to 1048576.");
        }
    }

    private static IEnumerable<Problem> Local(LocalDatabaseConfiguration? local)
    {
        if (local is not null && (!IsPlain(local.Folder) || (local.Programs is { } programs && !IsPlain(programs))))
        {
            yield return DatabaseProblems.FolderWrong.At(
                "local.database",
                "Folders are absolute, without spaces and quotes."
            );
        }

        if (
            local is not null
            && !local.User.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-')
        )
        {
            yield return DatabaseProblems.FolderWrong.At("local.database.user", "It is no name of a system user.");
        }
    }

    /// <summary>A Unix socket's path has 107 bytes.</summary>
    private static bool IsPlain(string folder) =>
        folder is ['/', _, ..]
        && folder.Length <= 80
        && folder.All(character => char.IsAsciiLetterOrDigit(character) || character is '/' or '.' or '-' or '_');
}
