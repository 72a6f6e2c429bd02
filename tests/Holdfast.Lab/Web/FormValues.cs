using AngleSharp.Html.Dom;

namespace Holdfast.Lab.Web;

/// <summary>What a form sends when nobody touches it: its fields without its buttons.</summary>
internal static class FormValues
{
    public static IEnumerable<KeyValuePair<string, string>> Of(IHtmlFormElement form)
    {
        foreach (var element in form.Elements)
        {
            switch (element)
            {
                case IHtmlInputElement { Name.Length: > 0 } input when IsSent(input):
                    yield return new(input.Name!, input.Value);
                    break;
                case IHtmlSelectElement { Name.Length: > 0 } select:
                    yield return new(select.Name!, select.Value ?? "");
                    break;
                case IHtmlTextAreaElement { Name.Length: > 0 } area:
                    yield return new(area.Name!, area.Value);
                    break;
            }
        }
    }

    private static bool IsSent(IHtmlInputElement input) =>
        input.Type switch
        {
            "submit" or "button" or "image" or "reset" or "file" => false,
            "checkbox" or "radio" => input.IsChecked,
            _ => !input.IsDisabled,
        };
}
