/** ApexPages.StandardSetController over a list of records: selection and paging. */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';

const PAGE_SIZE = 20;

class StandardSetController extends LibraryObject {
    readonly apexType = 'ApexPages.StandardSetController';
    readonly records: ApexList;
    selected: ApexList;
    pageSize = PAGE_SIZE;
    page = 1;

    constructor(records: ApexList) {
        super();
        this.records = records;
        this.selected = new ApexList(records.type);
    }

    get lastPage(): number {
        return Math.max(Math.ceil(this.records.size / this.pageSize), 1);
    }

    get shown(): ApexList {
        const start = (this.page - 1) * this.pageSize;
        return new ApexList(this.records.type, this.records.items.slice(start, start + this.pageSize));
    }

    go(page: number): void {
        this.page = Math.min(Math.max(page, 1), this.lastPage);
    }
}

export default library('ApexPages.StandardSetController', {
    'new(List<SObject> records)': (_rt, records: ApexList | null) => new StandardSetController(argument(records)),
    'void first()': (_rt, self: StandardSetController) => self.go(1),
    'void last()': (_rt, self: StandardSetController) => self.go(self.lastPage),
    'void next()': (_rt, self: StandardSetController) => self.go(self.page + 1),
    'void previous()': (_rt, self: StandardSetController) => self.go(self.page - 1),
    'Boolean getCompleteResult()': () => true,
    'Boolean getHasNext()': (_rt, self: StandardSetController) => self.page < self.lastPage,
    'Boolean getHasPrevious()': (_rt, self: StandardSetController) => self.page > 1,
    'Integer getPageNumber()': (_rt, self: StandardSetController) => self.page,
    'Integer getPageSize()': (_rt, self: StandardSetController) => self.pageSize,
    'List<SObject> getRecords()': (_rt, self: StandardSetController) => self.shown,
    'Integer getResultSize()': (_rt, self: StandardSetController) => self.records.size,
    'List<SObject> getSelected()': (_rt, self: StandardSetController) => self.selected,
    'void setPageNumber(Integer page)': (_rt, self: StandardSetController, page: number | null) => self.go(argument(page)),
    'void setPageSize(Integer size)': (_rt, self: StandardSetController, size: number | null) => {
        self.pageSize = argument(size);
    },
    'void setSelected(List<SObject> records)': (_rt, self: StandardSetController, records: ApexList | null) => {
        self.selected = argument(records);
    }
});
