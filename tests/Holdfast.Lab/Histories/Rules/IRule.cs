namespace Holdfast.Lab.Histories.Rules;

/// <summary>A promise.</summary>
internal interface IRule
{
    /// <summary>In words, as a story tells it.</summary>
    string Name { get; }

    /// <returns>Each time that it was broken.</returns>
    IEnumerable<string> Check(History history);
}
