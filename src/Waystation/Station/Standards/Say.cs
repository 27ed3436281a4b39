using Waystation.Shared;

namespace Waystation.Standards;

static class Say
{
    public static Sentence OfficersSayIt => new("standards.officers-say-it");
    public static Sentence ChooseFromTheList => new("standards.choose-from-the-list");
    public static Sentence AreaWrong(int most) => new("standards.area-wrong", most);
    public static Sentence BooksWrong(int most) => new("standards.books-wrong", most);
}
