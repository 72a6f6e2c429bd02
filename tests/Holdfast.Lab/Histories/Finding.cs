namespace Holdfast.Lab.Histories;

/// <summary>Something that must not have happened.</summary>
/// <param name="Rule">Which promise was broken, in words.</param>
public sealed record Finding(string Rule, string What)
{
    public override string ToString() => $"{Rule}: {What}";
}
