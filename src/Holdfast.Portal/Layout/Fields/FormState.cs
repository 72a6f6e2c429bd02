using System.Collections.Frozen;
using Holdfast.Model.Problems;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Layout.Fields;

/// <summary>The values of a form's fields as text, and what is wrong with them.</summary>
public sealed class FormState
{
    public static readonly FormState Empty = new(FrozenDictionary<string, string>.Empty, []);

    private readonly IReadOnlyDictionary<string, string> _values;

    private FormState(IReadOnlyDictionary<string, string> values, IReadOnlyList<Problem> problems)
    {
        _values = values;
        Problems = problems;
    }

    public IReadOnlyList<Problem> Problems { get; }

    public static FormState Showing(
        IReadOnlyDictionary<string, string> values,
        params IReadOnlyList<Problem> problems
    ) => new(values, problems);

    public static FormState Posted(IFormCollection form, IReadOnlyList<Problem> problems) =>
        new(form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal), problems);

    public string this[string field] => _values.GetValueOrDefault(field, "");

    public IEnumerable<Problem> ProblemsOf(string field) => Problems.Where(problem => FieldOf(problem.Where) == field);

    /// <summary>The field that a problem is about: its path without the profile before and the place in a list behind.</summary>
    public static string FieldOf(string where)
    {
        var setting = where.StartsWith("profiles[", StringComparison.Ordinal) ? AfterFirst("].", where) : where;
        var index = setting.IndexOf('[', StringComparison.Ordinal);
        return index < 0 ? setting : setting[..index];
    }

    private static string AfterFirst(string mark, string text)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? "" : text[(at + mark.Length)..];
    }
}
