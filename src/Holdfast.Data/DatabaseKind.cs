namespace Holdfast.Data;

public enum DatabaseKind
{
    Sqlite,
    Postgres,
}
