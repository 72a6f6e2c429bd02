using System.Diagnostics;
using System.Text;
using Holdfast.Bench.Reports;
using Holdfast.Data;
using Holdfast.Testing;
using Holdfast.Testing.Ldap;

namespace Holdfast.Bench.People;

/// <summary>
/// 20 000 people of Debian's slapd, in three groups each, become users of a portal: from the command to its answer, over TLS and with all
/// that a first reading writes. Then the same again, when nothing changed, and when a thousand have left.
/// </summary>
internal sealed class ImportBench : IBench
{
    private const int People = 20_000;
    private const int Groups = 60;
    private const int GroupsOfEach = 3;
    private const int Leaving = 1000;

    public string Name => "import";

    public string Summary => "20 000 people of a directory become users, on SQLite and on PostgreSQL";

    public async Task<IReadOnlyList<Row>> MeasureAsync(Lab.Lab lab)
    {
        await using var directory = await Slapd.StartAsync(Ldif());
        var rows = new List<Row>();
        foreach (var kind in new[] { DatabaseKind.Sqlite, DatabaseKind.Postgres })
        {
            await using var database = await TestDatabase.CreateAsync(kind);
            await using var portal = await PortalProcess.StartAsync(database.Setting);
            var id = await portal.AddSourceAsync(directory, "(objectClass=inetOrgPerson)");
            rows.Add(
                new(
                    $"{People} people added, {kind}",
                    await SecondsAsync(portal, id, "added", People),
                    null,
                    "s",
                    "under 30",
                    row => row.Ours < 30
                )
            );
            rows.Add(new($"the same again, {kind}", await SecondsAsync(portal, id, "found", People), null, "s"));
            await portal.ChangeFilterAsync(directory, id, "(&(objectClass=inetOrgPerson)(!(employeeType=leaving)))");
            rows.Add(
                new($"{Leaving} have left, {kind}", await SecondsAsync(portal, id, "vanished", Leaving), null, "s")
            );
        }

        return rows;
    }

    /// <param name="member">Of the report, which must be <paramref name="expected"/>: who did less was not quick.</param>
    private static async Task<double> SecondsAsync(PortalProcess portal, Guid id, string member, int expected)
    {
        var began = Stopwatch.GetTimestamp();
        var report = await portal.CallAsync(HttpMethod.Post, $"sources/{id}/sync");
        var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return report[member]?.GetValue<int>() == expected
            ? took
            : throw new InvalidOperationException($"{member} is not {expected}: {report.ToJsonString()}");
    }

    private static string Ldif()
    {
        var text = new StringBuilder();
        for (var n = 0; n < People; n++)
        {
            text.Append("dn: ").Append(Dn(n)).Append("\nobjectClass: inetOrgPerson\n");
            text.Append($"uid: person{n}\ncn: Person {n}\nsn: {n}\nmail: person{n}@example.org\n");
            text.Append(n < Leaving ? "employeeType: leaving\n\n" : "\n");
        }

        for (var group = 0; group < Groups; group++)
        {
            text.Append($"dn: cn=group{group},ou=groups,{Slapd.Base}\nobjectClass: groupOfNames\ncn: group{group}\n");
            for (var n = 0; n < People; n++)
            {
                if (Enumerable.Range(0, GroupsOfEach).Any(k => (n + (k * 7)) % Groups == group))
                {
                    text.Append("member: ").Append(Dn(n)).Append('\n');
                }
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Dn(int n) => $"uid=person{n},ou=people,{Slapd.Base}";
}
