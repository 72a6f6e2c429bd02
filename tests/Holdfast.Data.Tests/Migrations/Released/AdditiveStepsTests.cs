using System.Security.Cryptography;
using System.Text;
using Holdfast.Data.Migrations;

namespace Holdfast.Data.Tests.Migrations.Released;

public sealed class AdditiveStepsTests
{
    private const string Remedy =
        "Portals of the release before run on while the first one of the new release has brought the schema further: see "
        + "\"What a new schema may do\" in docs/operations/upgrade.md. Add what is new now, and take away what is old in a "
        + "later release.";

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public void Steps_AfterTheRelease_OnlyAdd(DatabaseKind kind)
    {
        var offences = MigrationSet
            .For(kind)
            .Where(step => step.Number > ReleasedScript.Step)
            .SelectMany(step => AdditiveSteps.Offences(step).Select(statement => $"{step.Name}: {statement}"))
            .ToList();

        Assert.True(offences.Count == 0, $"{string.Join('\n', offences)}\n{Remedy}");
    }

    /// <summary>A database that has done a step refuses a program in which it is another.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite, "ace9ed548df968faa66f28c2b0308905372adc178497d00cdaa995cda2079912")]
    [InlineData(DatabaseKind.Postgres, "305274b700074ecfab1d9c8350ab85e1f5905b9c141db2d21d171124451d5424")]
    public void Steps_Released_AreAsTheyWere(DatabaseKind kind, string checksum)
    {
        var all = string.Concat(MigrationSet.For(kind).Take(ReleasedScript.Step).Select(step => step.Checksum));
        var actual = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)));

        Assert.True(
            checksum == actual,
            $"Steps up to {ReleasedScript.Step} were released and are never edited: add a new one. (It is {actual}.)"
        );
    }

    [Theory]
    [InlineData(
        "CREATE TABLE t (a BIGINT NOT NULL); CREATE UNIQUE INDEX i ON t (a); INSERT INTO t (a) SELECT slot FROM c"
    )]
    [InlineData("ALTER TABLE nodes ADD COLUMN a BIGINT")]
    [InlineData("ALTER TABLE nodes ADD COLUMN a text COLLATE \"C\" NOT NULL DEFAULT '[]'")]
    [InlineData("-- Why; it is good.\nCREATE INDEX i ON nodes (address) WHERE address IS NOT NULL;")]
    public void Offences_OnlyAdds_None(string script) => Assert.Empty(Offences(script));

    [Theory]
    [InlineData("DROP TABLE nodes")]
    [InlineData("DROP INDEX nodes_by_x")]
    [InlineData("ALTER TABLE nodes DROP COLUMN address")]
    [InlineData("ALTER TABLE nodes RENAME TO machines")]
    [InlineData("ALTER TABLE nodes RENAME COLUMN address TO place")]
    [InlineData("ALTER TABLE nodes ADD COLUMN a BIGINT NOT NULL")]
    [InlineData("ALTER TABLE nodes ADD COLUMN a BIGINT UNIQUE")]
    [InlineData("ALTER TABLE nodes ADD COLUMN a BIGINT, DROP COLUMN address")]
    [InlineData("ALTER TABLE nodes ALTER COLUMN address SET NOT NULL")]
    [InlineData("ALTER TABLE nodes ALTER COLUMN address TYPE bigint")]
    [InlineData("ALTER TABLE nodes ADD CONSTRAINT c CHECK (revision > 0)")]
    [InlineData("CREATE UNIQUE INDEX i ON nodes (address)")]
    [InlineData("UPDATE nodes SET address = ''")]
    [InlineData("DELETE FROM nodes")]
    [InlineData("INSERT INTO nodes (id) VALUES ('x')")]
    public void Offences_TakesAwayOrChanges_Named(string script) => Assert.Equal([script], Offences(script));

    private static IEnumerable<string> Offences(string script) => AdditiveSteps.Offences(new(7, "0007-x.sql", script));
}
