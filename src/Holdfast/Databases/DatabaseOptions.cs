using System.CommandLine;
using Holdfast.Databases.Pairs;
using Holdfast.Homes;

namespace Holdfast.Databases;

/// <summary>The options that name a database.</summary>
internal sealed class DatabaseOptions
{
    private readonly Option<string?> _database = new("--database")
    {
        Description =
            "sqlite:PATH, or a PostgreSQL connection string without a password; without it a SQLite file in the state folder",
    };

    private readonly Option<string?> _file = new("--database-file")
    {
        Description = $"File that holds the same, also with a password; or set the variable {DatabaseSource.Variable}",
    };

    public IReadOnlyList<Option> All => [_database, _file];

    /// <summary>When nobody named one, it is the one that the machine keeps, if it does.</summary>
    public DatabaseSource Read(ParseResult parsed, HomeFolder home) =>
        Read(parsed) with
        {
            Kept = () => new PairDatabase(home).SettingInUse,
        };

    public DatabaseSource Read(ParseResult parsed) =>
        new(
            parsed.GetValue(_database),
            parsed.GetValue(_file),
            Environment.GetEnvironmentVariable(DatabaseSource.Variable)
        );
}
