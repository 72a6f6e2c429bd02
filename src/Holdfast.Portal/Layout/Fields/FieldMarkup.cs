using System.Globalization;
using Holdfast.Model.Problems;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Holdfast.Portal.Layout.Fields;

/// <summary>What all fields are made of.</summary>
internal static class FieldMarkup
{
    public static string IdOf(string name) => "f-" + name.Replace('.', '-');

    public static FormState StateOf(ViewContext view) => (view.ViewData.Model as PortalPage)?.Form ?? FormState.Empty;

    public static TagBuilder Label(string name, string text)
    {
        var label = Element("label", text);
        label.Attributes["for"] = IdOf(name);
        return label;
    }

    public static TagBuilder Hint(string name, string text)
    {
        var hint = Element("p", text);
        hint.AddCssClass("hint");
        hint.Attributes["id"] = IdOf(name) + "-hint";
        return hint;
    }

    public static TagBuilder Problems(string name, IReadOnlyList<Problem> problems)
    {
        var list = new TagBuilder("ul");
        list.AddCssClass("field-problems");
        list.Attributes["id"] = IdOf(name) + "-problems";
        foreach (var problem in problems)
        {
            list.InnerHtml.AppendHtml(Element("li", ProblemText.Of(problem)));
        }

        return list;
    }

    /// <summary>Name, id, and the hint and problems that describe the field.</summary>
    public static void Describe(TagBuilder input, string name, bool hasHint, bool hasProblems)
    {
        var id = IdOf(name);
        input.Attributes["id"] = id;
        input.Attributes["name"] = name;
        var described = string.Join(' ', Parts(id, hasHint, hasProblems));
        if (described.Length > 0)
        {
            input.Attributes["aria-describedby"] = described;
        }

        if (hasProblems)
        {
            input.Attributes["aria-invalid"] = "true";
        }
    }

    public static void Set(TagBuilder input, string attribute, object? value)
    {
        if (value is not (null or false))
        {
            input.Attributes[attribute] = value is true ? "" : Convert.ToString(value, CultureInfo.InvariantCulture);
        }
    }

    private static IEnumerable<string> Parts(string id, bool hasHint, bool hasProblems)
    {
        if (hasHint)
        {
            yield return id + "-hint";
        }

        if (hasProblems)
        {
            yield return id + "-problems";
        }
    }

    private static TagBuilder Element(string name, string text)
    {
        var element = new TagBuilder(name);
        element.InnerHtml.Append(text);
        return element;
    }
}
