using System.CommandLine;

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

    public DatabaseSource Read(ParseResult parsed) =>
        new(
            parsed.GetValue(_database),
            parsed.GetValue(_file),
            Environment.GetEnvironmentVariable(DatabaseSource.Variable)
        );
}
