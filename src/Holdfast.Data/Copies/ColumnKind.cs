namespace Holdfast.Data.Copies;

/// <summary>What a column holds, the same for both databases.</summary>
internal enum ColumnKind
{
    Number,
    Text,
    Id,
    Bytes,
}
