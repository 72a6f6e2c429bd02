namespace Holdfast.Data;

/// <summary>A statement whose text differs between the two databases.</summary>
internal sealed class DialectSql(string sqlite, string postgres)
{
    public DialectSql(Func<DatabaseKind, string> text)
        : this(text(DatabaseKind.Sqlite), text(DatabaseKind.Postgres)) { }

    public string For(IUnitOfWork unit) => unit.Kind == DatabaseKind.Sqlite ? sqlite : postgres;
}
