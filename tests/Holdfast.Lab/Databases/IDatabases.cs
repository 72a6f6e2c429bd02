namespace Holdfast.Lab.Databases;

/// <summary>PostgreSQL servers of which one is the primary.</summary>
public interface IDatabases
{
    /// <summary>Of all of them.</summary>
    string ConnectionString { get; }

    /// <summary>What a statement gives in Holdfast's database at the primary, as the server's administrator sees it.</summary>
    Task<string> AskAsync(string sql);
}
